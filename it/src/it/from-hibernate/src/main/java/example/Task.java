package example;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.time.LocalDateTime;

@Entity
class Task {
  enum Status {
    TODO,
    DONE
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  @Column(nullable = false, length = 200)
  private String title;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Status status = Status.TODO;

  @ManyToOne private AppUser owner;

  @Column(nullable = false)
  private Instant createdAt = Instant.now();

  private LocalDateTime remindAt;

  protected Task() {}

  Task(String title) {
    this.title = title;
  }
}
